// From probabilities to answers: the first of the largest is what the network says.

export function mostProbable(probabilities, from, count) {
  let best = 0;
  for (let each = 1; each < count; each++)
    if (probabilities[from + each] > probabilities[from + best]) best = each;
  return best;
}

// Counts by true class (row) and said class (column), in reading order.
export function confusion(probabilities, labels, classes) {
  const counts = new Array(classes * classes).fill(0), pictures = probabilities.length / classes;
  for (let picture = 0; picture < pictures; picture++)
    counts[labels[picture] * classes + mostProbable(probabilities, picture * classes, classes)]++;
  return counts;
}

// Share of the pictures on the diagonal.
export function accuracyOf(counts, classes) {
  let right = 0, all = 0;
  counts.forEach((count, cell) => {
    all += count;
    if (cell % (classes + 1) === 0) right += count;
  });
  return all ? right / all : 0;
}
