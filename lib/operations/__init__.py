"""What the pages about operations compute: pure functions, frozen results, no Streamlit."""
