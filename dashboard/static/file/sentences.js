// What a day says: sentences that Python wrote for every day on which they change.


const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

// Returns say(state, scene): { heading, title, text, told, figures } of a day, by the rows of
// `content.sentences` for that scene, or for no scene.
export function sayer({ sentences }) {
  return ({ day }, scene) => {
    const { days, rows } = sentences.told[scene === null ? sentences.own : sentences.scenes[scene]];
    let [low, high] = [0, days.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (days[middle] <= day) low = middle + 1;
      else high = middle;
    }
    const [title, ...counts] = rows[Math.max(0, low - 1)];
    const figures = Object.fromEntries(counts.map((count, i) => [sentences.figures[i], count]));
    return { heading: spelled(day), title, text: "", told: "", figures };
  };
}

function spelled(day) {
  const date = new Date(day * 86400000); // UTC only does the arithmetic
  return `${WEEKDAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
