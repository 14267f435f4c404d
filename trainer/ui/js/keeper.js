// Keeps the words typed into the talk's input until the server has them: over a reload, a lost
// connection, a restart. Nothing is sent from here.
const INPUT = '[data-testid="stChatInputTextArea"]'

function storage(deed) {
  try { return deed(window.localStorage) } catch { return null }
}

function put(box, text) {
  // React watches the value through the element's own setter.
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, text)
  box.dispatchEvent(new Event("input", { bubbles: true }))
}

const plain = text => text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, "").trim()

export default function ({ data }) {
  const name = "trainer.draft." + data.attempt
  const read = () => JSON.parse(storage(s => s.getItem(name)) || "null")
  const forget = () => storage(s => s.removeItem(name))
  let stopped = false

  function onInput(event) {
    if (!event.target.matches?.(INPUT)) return
    const text = event.target.value
    if (text) storage(s => s.setItem(name, JSON.stringify({ text, turns: data.turns })))
    else forget()
  }

  function settle(tries) {
    const box = document.querySelector(INPUT)
    if (stopped) return
    if (data.ended) return forget()
    if (!box) return tries ? void setTimeout(() => settle(tries - 1), 100) : undefined
    const draft = read()
    const last = window.__trainerReturned || {}
    if (draft && data.turns > draft.turns && data.sent.some(sent => plain(sent) === plain(draft.text))) {
      forget()
      if (box.value === draft.text) put(box, "")
    } else if (data.returned[0] && last[data.attempt] !== data.returned[0]) {
      if (!box.value && data.returned[1]) put(box, data.returned[1])
    } else if (draft && !box.value) {
      put(box, draft.text)
    }
    window.__trainerReturned = { [data.attempt]: data.returned[0] }
  }

  // The talk grows from its foot: 0 is the newest line.
  const talk = document.querySelector(".st-key-talkbox")
  if (talk && window.__trainerTurns !== data.turns) talk.scrollTop = 0
  window.__trainerTurns = data.turns

  document.addEventListener("input", onInput, true)
  settle(30)
  return () => { stopped = true; document.removeEventListener("input", onInput, true) }
}
