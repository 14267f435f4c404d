// Words selected in the original text go into the field 「伏せる言葉」, which sends itself.
export default function ({ data }) {
  function take() {
    const chosen = window.getSelection()
    const words = chosen.toString().trim()
    if (!words || words.length > data.longest || words.includes("\n")) return
    const from = chosen.anchorNode?.parentElement?.closest(data.within)
    if (!from || from !== chosen.focusNode?.parentElement?.closest(data.within)) return
    const field = document.querySelector(data.field)
    if (!field || field.value === words) return
    // React watches the value through the element's own setter.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, words)
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }
  document.addEventListener("mouseup", take)
  document.addEventListener("keyup", take)
  document.addEventListener("touchend", take)
  return () => {
    document.removeEventListener("mouseup", take)
    document.removeEventListener("keyup", take)
    document.removeEventListener("touchend", take)
  }
}
