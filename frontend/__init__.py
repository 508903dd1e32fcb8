"""What every page shares: Markdown, built assets, templates, styles and scripts."""
