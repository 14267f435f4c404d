// Keeps an unsaved scenario text in the browser until it is saved, discarded, or the person leaves.
function storage(deed) {
  // A browser may forbid storage; the text then lives as long as the tab's session.
  try { return deed(window.localStorage) } catch { return null }
}

export default function ({ data, setStateValue }) {
  const name = "trainer.scenario." + data.id
  if (data.ask) setStateValue("kept", storage(s => s.getItem(name)) ?? "")
  else if (data.keep === null) storage(s => s.removeItem(name))
  else storage(s => s.setItem(name, data.keep))
}
