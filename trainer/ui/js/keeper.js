// Keeps the words typed into the talk's input until the server has them: over a reload, a lost
// connection, a restart. Nothing is sent from here. Mounted once a full run; it also hands on the state that
// the tail of the talk carries (data-call) to whoever listens for it, see voice.js. In a letter Enter begins a new
// line, Ctrl+Enter sends.
const INPUT = '[data-testid="stChatInputTextArea"]'
const FRAME = '[data-testid="stChatInput"]'
const SEND = '[data-testid="stChatInputSubmitButton"]'
const ONE_LINE = 54.5 // pixels

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
  let state = null, drawn = "", timer = null

  // The talk shrinks as the input grows: its foot holds the customer's last words, and why words were refused.
  const size = new ResizeObserver(([{ contentRect: { height } }]) => {
    document.documentElement.style.setProperty("--grown", `${height && height - ONE_LINE}px`) // 0: it is gone
  })

  function onInput(event) {
    if (!event.target.matches?.(INPUT) || !state) return
    const text = event.target.value
    if (text) storage(s => s.setItem(name, JSON.stringify({ text, turns: state.turns })))
    else forget()
  }

  function onKey(event) {
    if (!data.letter || event.key !== "Enter" || event.isComposing || !event.target.matches?.(INPUT)) return
    event.stopPropagation() // Streamlit would send
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    event.target.closest(FRAME).querySelector(SEND)?.click()
  }

  function settle(tries) {
    clearTimeout(timer)
    const box = document.querySelector(INPUT)
    if (state.ended) return forget()
    if (box) size.observe(box.closest(FRAME))
    if (!box) return tries ? void (timer = setTimeout(() => settle(tries - 1), 100)) : undefined
    const draft = read()
    const last = window.__trainerReturned || {}
    if (draft && state.turns > draft.turns && state.sent.some(sent => plain(sent) === plain(draft.text))) {
      forget()
      if (box.value === draft.text) put(box, "")
    } else if (state.returned[0] && last[data.attempt] !== state.returned[0]) {
      if (!box.value && state.returned[1]) put(box, state.returned[1])
    } else if (draft && !box.value) {
      put(box, draft.text)
    }
    window.__trainerReturned = { [data.attempt]: state.returned[0] }
  }

  function look() {
    const now = [...document.querySelectorAll("[data-call]")].at(-1)?.dataset.call
    if (!now || now === drawn) return
    const { talk, voice } = JSON.parse(now)
    if (talk.attempt !== data.attempt) return // the call before this one still stands
    drawn = now
    state = talk
    // The talk grows from its foot: 0 is the newest line.
    const box = document.querySelector(".st-key-talkbox")
    if (box && window.__trainerTurns !== state.turns) box.scrollTop = 0
    window.__trainerTurns = state.turns
    window.__trainerCall = { attempt: data.attempt, voice }
    window.dispatchEvent(new Event("trainer-call"))
    settle(30)
  }

  const watch = new MutationObserver(look)
  watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-call"] })
  document.addEventListener("input", onInput, true)
  document.addEventListener("keydown", onKey, true)
  look()
  return () => {
    watch.disconnect()
    size.disconnect()
    clearTimeout(timer)
    document.removeEventListener("input", onInput, true)
    document.removeEventListener("keydown", onKey, true)
  }
}
