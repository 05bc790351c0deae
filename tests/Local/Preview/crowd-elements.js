// Stands in for the crowd elements, which AWS serves: as much of them as a page of ours uses, with the same names and events.
"use strict";

(() => {
  const whenParsed = work =>
    document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", work, { once: true }) : work();

  const buttonStyle = `
    button { font: 600 1rem/1 system-ui, Arial, sans-serif; min-height: 2.75rem; padding: 0 1.5rem; border: 1px solid #545b64; border-radius: 2px;
      background: #ffffff; color: #16191f; cursor: pointer; }
    button.primary { border-color: #b45f00; background: #ff9900; color: #16191f; }
    button:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
    dialog { max-width: 40rem; color: #16191f; background: #ffffff; font: 1rem/1.45 system-ui, Arial, sans-serif; }`;

  function shadowOf(host, html) {
    const shadow = host.attachShadow({ mode: "open", delegatesFocus: true });
    shadow.innerHTML = `<style>${buttonStyle}</style>${html}`;
    return shadow;
  }

  customElements.define("crowd-button", class extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot)
        return;
      const button = shadowOf(this, "<button type='button'><slot></slot></button>").querySelector("button");
      button.className = this.getAttribute("variant") ?? "";
      if (this.getAttribute("form-action") === "submit")
        this.addEventListener("click", () => this.closest("form").requestSubmit());
    }
  });

  customElements.define("crowd-instructions", class extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot)
        return;
      const shadow = shadowOf(this, "<button type='button'></button><dialog><slot></slot><button type='button'>Close</button></dialog>");
      const [opener, closer] = shadow.querySelectorAll("button");
      const dialog = shadow.querySelector("dialog");
      opener.textContent = this.getAttribute("link-text");
      opener.addEventListener("click", () => dialog.showModal());
      closer.addEventListener("click", () => dialog.close());
    }
  });

  customElements.define("crowd-form", class extends HTMLElement {
    connectedCallback() {
      whenParsed(() => this.wrap());
    }

    wrap() {
      if (this.form)
        return;
      this.form = document.createElement("form");
      this.form.append(...this.childNodes);
      if (!this.form.querySelector("crowd-button[form-action=submit]")) {
        const button = document.createElement("crowd-button");
        button.setAttribute("form-action", "submit");
        button.setAttribute("variant", "primary");
        button.textContent = "Submit";
        this.form.append(button);
      }
      this.append(this.form);
    }

    submit() {
      this.form.requestSubmit();
    }

    async answer() {
      const answer = JSON.stringify(Object.fromEntries(new FormData(this.form)));
      const next = await post(answer);
      const said = document.createElement("p");
      said.id = "submitted";
      said.textContent = answer;
      const label = document.createElement("p");
      label.textContent = next === null ? "Answered; nobody is here to take it:" : "Answered:";
      this.style.cssText = "display: block; padding: 1rem";
      this.replaceChildren(label, said);
      if (next !== null) {
        const link = document.createElement("a");
        link.href = next;
        link.textContent = "Next product";
        this.append(link);
      }
    }
  });

  /** Hands the answer to the preview's server, which tells the address of the next task. */
  async function post(answer) {
    if (!location.protocol.startsWith("http"))
      return null;
    const response = await fetch(location.href, { method: "POST", headers: { "content-type": "application/json" }, body: answer });
    return response.ok ? await response.text() : null;
  }

  // Last to hear of it: the page's own handlers, on the crowd-form, may have refused.
  window.addEventListener("submit", event => {
    const form = event.target.closest("crowd-form");
    if (form === null)
      return;
    const isRefused = event.defaultPrevented;
    event.preventDefault();
    if (!isRefused)
      form.answer();
  });
})();
