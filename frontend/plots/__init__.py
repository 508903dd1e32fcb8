"""Pictures drawn with matplotlib in the site's look: style, drawing, cleaning."""
