"""What the components in the browser share: colours, words, elements, and how a script is made."""
