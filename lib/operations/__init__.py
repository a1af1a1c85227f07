"""What a page about an operation computes: pure functions over :mod:`lib.cnn`, no Streamlit."""
