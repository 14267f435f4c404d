// The button of the customer's voice: silent or not for this tab, or the click that the browser asks for.
export default function ({ parentElement }) {
  const button = parentElement.querySelector("button")
  const symbol = parentElement.querySelector(".ms"), words = parentElement.querySelector(".w")
  let timer = null

  function show() {
    const own = window.__trainerVoice
    const muted = own?.audio.muted
    symbol.textContent = own?.blocked ? "play_circle" : muted ? "volume_off" : "volume_up"
    words.textContent = own?.blocked ? "音を出す" : muted ? "声なし" : "声"
    button.setAttribute("aria-label", own?.blocked ? "音を出す" : muted ? "お客様の声を出す" : "お客様の声を消す")
    button.dataset.state = own?.blocked ? "blocked" : own?.playing ? "playing" : "still"
  }
  function press() {
    const own = window.__trainerVoice
    if (!own) return
    if (own.blocked) return own.blocked()
    own.audio.muted = !own.audio.muted
    show()
  }
  function connect() {
    if (!window.__trainerVoice) return void (timer = setTimeout(connect, 100))
    window.__trainerVoice.changed = show
    show()
  }
  button.addEventListener("click", press)
  show()
  connect()
  return () => { clearTimeout(timer); button.removeEventListener("click", press) }
}
