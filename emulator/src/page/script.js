"use strict";
// The box for files, and the refresh of the requests. All else works without this. What the server sends is
// escaped there.
{
  const nodes = (text) => new DOMParser().parseFromString(text, "text/html");

  const drop = document.getElementById("drop");
  if (drop) {
    const area = document.getElementById("text");
    const file = document.getElementById("file");
    const result = document.getElementById("result");
    let latest = 0;

    const say = (text) => {
      const line = document.createElement("p");
      line.className = "none";
      line.textContent = text;
      result.replaceChildren(line);
    };

    const check = async (name, text) => {
      const mine = ++latest;
      say("Checking …");
      try {
        const answer = await fetch("/page/check", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ name, text }),
        });
        const body = await answer.text();
        if (mine !== latest) return;
        if (answer.ok) result.replaceChildren(...nodes(body).body.childNodes);
        else say(body);
      } catch {
        if (mine === latest) say("The server does not answer.");
      }
    };

    const take = async (chosen) => {
      if (!chosen) return;
      if (chosen.size > 8 * 1024 * 1024) {
        say("The file is too large for this box; use suiteprojects validate.");
        return;
      }
      const text = await chosen.text();
      area.value = text.length > 100000 ? "" : text;
      await check(chosen.name, text);
    };

    drop.addEventListener("submit", (event) => {
      event.preventDefault();
      check("", area.value);
    });
    area.addEventListener("paste", () => setTimeout(() => check("", area.value)));
    file.addEventListener("change", () => take(file.files[0]));
    drop.addEventListener("dragover", (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      drop.classList.remove("over");
      const dropped = event.dataTransfer.files[0];
      if (!dropped) return;
      event.preventDefault();
      take(dropped);
    });
  }

  const live = document.getElementById("live");
  const refresh = document.getElementById("refresh");
  if (live && refresh) {
    refresh.parentElement.hidden = false;
    let wait = 2000;
    const look = async () => {
      if (refresh.checked && document.visibilityState === "visible") {
        try {
          const answer = await fetch(location.pathname);
          const fresh = answer.ok && nodes(await answer.text()).getElementById("live");
          if (fresh && fresh.innerHTML !== live.innerHTML) {
            const focused = live.contains(document.activeElement)
              ? document.activeElement.getAttribute("href")
              : null;
            live.replaceChildren(...fresh.childNodes);
            if (focused) live.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
          }
          wait = 2000;
        } catch {
          // The server is gone, perhaps for good.
          wait = Math.min(wait * 2, 60000);
        }
      }
      setTimeout(look, wait);
    };
    setTimeout(look, wait);
  }
}
