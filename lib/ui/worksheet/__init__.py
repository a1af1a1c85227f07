"""What the page of worksheets shows: to a student, and to a teacher."""
