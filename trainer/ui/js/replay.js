// The whole call as sound; the line that is heard is marked in the text below, and a line that is clicked
// is heard. The sound is made on the server at the first click.
const LINE = ".replay-lines [data-line]"

export default function ({ data, parentElement }) {
  const part = name => parentElement.querySelector(name)
  const button = part(".go"), place = part("input"), time = part(".t"), status = part(".s"), link = part("a")
  const lines = () => [...document.querySelectorAll(LINE)]
  const address = path => new URL(`sound/${data.call}/${path}`, document.baseURI)
  const known = window.__trainerReplay?.call === data.call ? window.__trainerReplay : null
  const own = window.__trainerReplay = known ?? { call: data.call, audio: new Audio(), starts: null }
  const audio = own.audio
  link.href = address("call.wav")
  link.download = data.name

  const clock = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`
  function show() {
    button.textContent = audio.paused ? "再生" : "一時停止"
    place.value = audio.currentTime
    if (own.seconds) time.textContent = `${clock(audio.currentTime)} / ${clock(own.seconds)}`
    const at = own.starts && !(audio.paused && !audio.currentTime)
      ? own.starts.findLastIndex(start => start <= audio.currentTime + .05) : -1
    lines().forEach((line, number) => {
      const now = number === at
      if (now && !line.classList.contains("now")) {
        const box = line.parentElement
        box.scrollTop = line.offsetTop - box.offsetTop - box.clientHeight / 3
      }
      line.classList.toggle("now", now)
      if (now) line.setAttribute("aria-current", "true"); else line.removeAttribute("aria-current")
    })
  }
  async function load() {
    if (own.starts) return true
    status.textContent = "音を用意しています…"
    button.disabled = true
    try {
      const [starts, sound] = await Promise.all([fetch(address("call.json")), fetch(address("call.wav"))])
      if (!starts.ok || !sound.ok) throw new Error()
      const told = await starts.json()
      audio.src = URL.createObjectURL(await sound.blob())
      own.starts = told.starts
      own.seconds = told.seconds
      status.textContent = ""
    } catch {
      status.textContent = "音を用意できませんでした。ページを再読み込みしてください。"
    }
    button.disabled = false
    return ready()
  }
  function ready() {
    place.max = own.seconds ?? 1
    place.disabled = !own.starts
    return Boolean(own.starts)
  }
  async function toggle() {
    if (!await load()) return
    if (audio.paused) await audio.play().catch(() => {}); else audio.pause()
  }
  async function jump(event) {
    const line = event.target.closest?.(LINE)
    if (!line || window.getSelection().toString() || !await load()) return
    audio.currentTime = own.starts[Number(line.dataset.line)] ?? 0
    await audio.play().catch(() => {})
  }
  const seek = () => { audio.currentTime = Number(place.value); show() }
  const events = ["play", "pause", "timeupdate", "ended", "seeked"]
  events.forEach(name => audio.addEventListener(name, show))
  button.addEventListener("click", toggle)
  place.addEventListener("input", seek)
  document.addEventListener("click", jump)
  clearTimeout(window.__trainerReplayLeaving)
  ready()
  show()
  return () => {
    events.forEach(name => audio.removeEventListener(name, show))
    button.removeEventListener("click", toggle)
    place.removeEventListener("input", seek)
    document.removeEventListener("click", jump)
    window.__trainerReplayLeaving = setTimeout(() => audio.pause(), 400)
  }
}
