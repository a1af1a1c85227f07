// A button that copies a text and says so; what it says goes back when there is another text.

export default function ({ data, parentElement }) {
  const [{ text, labels }] = data;
  const button = parentElement.querySelector("button");
  const said = parentElement.querySelector("[role=status]");
  const say = (label, state) => {
    button.querySelector("span").textContent = label;
    button.dataset.state = state;
    said.textContent = state ? label : "";
  };
  if (button.dataset.text !== text || !button.dataset.state) say(labels.copy, "");
  button.dataset.text = text;
  button.onclick = async () => {
    const done = await copied(text, button);
    if (button.dataset.text === text) say(done ? labels.copied : labels.failed, done ? "copied" : "failed");
  };
  return () => { button.onclick = null; };
}

async function copied(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(text, button);
  }
}

// Browsers offer the clipboard to pages with a certificate alone; a class's own server has none.
function copiedByHand(text, button) {
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "away";
  button.after(field);
  field.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    done = false;
  }
  field.remove();
  button.focus();
  return done;
}
