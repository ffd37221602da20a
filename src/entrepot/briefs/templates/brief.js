// The page works without this: it only shows a note where its mark stands, and copies links.
"use strict";
(() => {
  let card = null;
  const hide = () => { if (card) { card.remove(); card = null; } };
  const show = (mark) => {
    const text = document.getElementById(mark.getAttribute("aria-describedby"));
    hide();
    if (!text) return;
    card = document.createElement("div");
    card.className = "preview";
    card.setAttribute("aria-hidden", "true");
    card.textContent = `${mark.textContent}  ${text.textContent.replace(/\s+/g, " ")}`;
    document.body.append(card);
    const at = mark.getBoundingClientRect();
    const left = Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 16);
    card.style.left = `${Math.max(8, left) + scrollX}px`;
    const above = at.bottom + card.offsetHeight + 12 > innerHeight;
    card.style.top = `${scrollY + (above ? at.top - card.offsetHeight - 6 : at.bottom + 6)}px`;
  };
  for (const mark of document.querySelectorAll(".marks a")) {
    mark.addEventListener("mouseenter", () => show(mark));
    mark.addEventListener("focus", () => { if (mark.matches(":focus-visible")) show(mark); });
    mark.addEventListener("mouseleave", hide);
    mark.addEventListener("blur", hide);
    mark.addEventListener("click", hide);
  }
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  for (const link of document.querySelectorAll(".copy")) {
    link.addEventListener("click", () => {
      if (!navigator.clipboard) return;
      navigator.clipboard.writeText(link.href).then(() => {
        link.textContent = link.dataset.done;
        setTimeout(() => { link.textContent = "§"; }, 1500);
      }, () => {});
    });
  }
})();
