// Counts on from the seconds the server gave; the server is not asked again.
export default function ({ data, parentElement }) {
  const label = parentElement.querySelector(".t")
  label.setAttribute("aria-label", data.name)
  const from = performance.now()
  const two = number => String(number).padStart(2, "0")
  function show() {
    const all = Math.floor(data.seconds + (data.running ? (performance.now() - from) / 1000 : 0))
    const hours = Math.floor(all / 3600)
    label.textContent = data.lead + (hours ? hours + ":" : "") + two(Math.floor(all / 60) % 60) + ":" + two(all % 60)
  }
  show()
  const tick = data.running ? window.setInterval(show, 250) : null
  return () => { if (tick) window.clearInterval(tick) }
}
