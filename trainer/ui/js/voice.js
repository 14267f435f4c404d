// Plays the customer's lines phrase by phrase as the server renders them. Draws nothing; voicebar.js is its
// button. Everything lives in window.__trainerVoice, because this function runs anew with the whole page; what
// a turn changes is told by keeper.js.
const INPUT = '[data-testid="stChatInputTextArea"]'
const SENDS = '[data-testid="stChatInputSubmitButton"], [data-testid="stChatInputMicButton"], [data-testid="stChatInputApproveButton"]'
const LEFT = 400 // milliseconds without a new turn after which the page has been left

function kept(deed) {
  // A browser may forbid storage; a reload then plays the newest line once more.
  try { return deed(window.sessionStorage) } catch { return null }
}

function player() {
  if (window.__trainerVoice) return window.__trainerVoice
  const audio = new Audio()
  const own = { audio, run: 0, muted: false, blocked: null, playing: false, music: false, changed: () => {} }
  own.stop = () => {
    own.run += 1
    own.music = own.playing = false
    own.blocked = null
    audio.pause()
    own.changed()
  }
  own.fetch = async path => {
    const answer = await fetch(new URL("sound/" + path, document.baseURI))
    return answer.status === 200 ? answer.blob() : null
  }
  // One sound to its end; false when it was stopped meanwhile or the browser forbids it.
  own.sound = (blob, run, loop = false) => new Promise(done => {
    if (run !== own.run) return done(false)
    const address = URL.createObjectURL(blob)
    const end = whole => { URL.revokeObjectURL(address); done(whole && run === own.run) }
    audio.onended = () => end(true)
    audio.onerror = () => end(true)
    audio.onpause = () => { if (!audio.ended) end(false) }
    audio.loop = loop
    audio.src = address
    const start = () => audio.play().then(() => { own.blocked = null; own.changed() }, error => {
      if (error.name !== "NotAllowedError") return end(false)
      own.blocked = start // the browser wants a click first
      own.changed()
    })
    start()
  })
  own.line = async (call, number, run, first) => {
    let next = first
    for (let place = 1; ; place += 1) {
      const blob = await next
      if (!blob || run !== own.run) return run === own.run
      next = own.fetch(`${call}/${number}/${place}`)
      if (!await own.sound(blob, run)) return false
    }
  }
  own.play = async (call, numbers, ring) => {
    own.stop()
    const run = own.run
    own.playing = true
    own.changed()
    try {
      const first = number => own.fetch(`${call}/${number}/0`)
      let next = first(numbers[0]) // on its way while it rings
      const tone = ring && await own.fetch(`${call}/ring`)
      if (tone) await own.sound(tone, run)
      for (const number of numbers) {
        if (!await own.line(call, number, run, next)) return
        if (number !== numbers.at(-1)) next = first(number + 1)
      }
    } catch { /* the server is gone for a moment: the text is there */ }
    if (run === own.run) { own.playing = false; own.changed() }
  }
  own.hold = async call => {
    own.stop()
    const run = own.run
    own.music = true
    const music = await own.fetch(`${call}/hold`).catch(() => null)
    if (music) own.sound(music, run, true)
  }
  window.__trainerVoice = own
  return own
}

export default function ({ data }) {
  const own = player()
  clearTimeout(own.leaving)
  own.audio.volume = data.volume

  const name = "trainer.heard." + data.attempt
  function follow() {
    const call = window.__trainerCall
    if (call?.attempt !== data.attempt) return
    const { newest, held } = call.voice
    const before = kept(s => s.getItem(name))
    // A call that is opened again goes on in silence; only its first words are new to everybody.
    const heard = before === null ? (newest ? newest : -1) : Number(before)
    if (newest > heard) {
      const numbers = Array.from({ length: newest - heard }, (_, i) => heard + 1 + i)
      kept(s => s.setItem(name, newest))
      own.play(data.call, numbers, data.ring && heard < 0)
    } else if (before === null) kept(s => s.setItem(name, heard))
    const music = held && data.music
    if (music && !own.music) own.hold(data.call)
    if (!music && own.music) own.stop()
  }

  function onKey(event) {
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing
    if (sends && event.target.matches?.(INPUT) && event.target.value.trim()) own.stop()
  }
  function onClick(event) {
    if (event.target.closest?.(SENDS)) return own.stop()
    const again = event.target.closest?.(".again")
    if (!again) return
    const lines = [...document.querySelectorAll(".st-key-talkbox .again")]
    own.play(data.call, [lines.indexOf(again)], false)
  }
  follow()
  window.addEventListener("trainer-call", follow)
  document.addEventListener("keydown", onKey, true)
  document.addEventListener("click", onClick, true)
  return () => {
    window.removeEventListener("trainer-call", follow)
    document.removeEventListener("keydown", onKey, true)
    document.removeEventListener("click", onClick, true)
    own.leaving = setTimeout(own.stop, LEFT)
  }
}
