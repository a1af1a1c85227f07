"""The glossary: its terms, their first use on a page as a link, and the list of them."""
