// Lets fields of a form-like part send what was typed after a pause, not only when left: text areas
// in st-key-draft…, and one-line fields as well in st-key-astyped….
const PAUSE = 400, SEARCH = 150

const isDraft = box => box.tagName === "TEXTAREA"
  ? box.closest('[class*="st-key-draft"], [class*="st-key-astyped"]')
  : box.closest('[data-testid="stTextInput"]') && box.closest('[class*="st-key-astyped"]')
const pause = box => box.closest('[class*="st-key-astyped-search"]') ? SEARCH : PAUSE

function apply(box) {
  // What Streamlit takes as "apply" in a text area.
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, metaKey: true, bubbles: true }))
}

export default function () {
  if (window.__trainerAutosave) return
  window.__trainerAutosave = true
  const timers = new WeakMap()
  document.addEventListener("input", event => {
    const box = event.target
    if (!isDraft(box) || event.isComposing) return
    clearTimeout(timers.get(box))
    timers.set(box, setTimeout(apply, pause(box), box))
  }, true)
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && isDraft(event.target)) apply(event.target)
  }, true)
  document.addEventListener("compositionend", event => {
    event.target.dispatchEvent?.(new Event("input", { bubbles: true }))
  }, true)
}
