// Links drawn as HTML that are answered without leaving the session: [data-pick] within one part of
// the page tells its value. Ctrl, Shift and the middle button still open the link itself.
export default function ({ data, setTriggerValue }) {
  function onClick(event) {
    const found = event.target.closest?.("[data-pick]")
    if (!found || !found.closest(data.within)) return
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    setTriggerValue("picked", found.dataset.pick)
  }
  document.addEventListener("click", onClick, true)
  return () => document.removeEventListener("click", onClick, true)
}
