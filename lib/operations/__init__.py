"""What a page about one operation computes: controls in, a frozen result out, no Streamlit."""
