// htmx parses the server's own pages, so the default policy lets HTML pass; the Content-Security-Policy keeps
// scripts in it from running. Script addresses must be ours, and no text ever becomes a script.
if (window.trustedTypes && !window.trustedTypes.defaultPolicy)
  window.trustedTypes.createPolicy("default", {
    createHTML: (html) => html,
    createScriptURL(address) {
      const url = new URL(address, document.baseURI);
      if (url.origin !== location.origin) throw new TypeError(`Scripts come from this site only, not from ${url.origin}.`);
      return url.href;
    },
  });
