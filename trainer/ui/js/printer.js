// A button that opens the browser's print window.
export default function ({ parentElement }) {
  const button = parentElement.querySelector("button")
  const print = () => window.print()
  button.addEventListener("click", print)
  return () => button.removeEventListener("click", print)
}
