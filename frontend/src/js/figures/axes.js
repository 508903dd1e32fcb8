// Where axes lie in a picture, as its program said: between data and the picture's own units.
const scale = ([from, to], [low, high]) => (value) => low + ((value - from) / (to - from)) * (high - low);

export function axesRead(box) {
  const [axes] = JSON.parse(box.dataset.axes);
  const [left, top, right, bottom] = axes.box;
  const [across, up] = [scale(axes.x, [left, right]), scale(axes.y, [bottom, top])];
  const [back, down] = [scale([left, right], axes.x), scale([bottom, top], axes.y)];
  return {
    x: axes.x,
    y: axes.y,
    rectangle: { x: left, y: top, width: right - left, height: bottom - top },
    place: ([x, y]) => [across(x), up(y)],
    data: ([across_units, up_units]) => [back(across_units), down(up_units)],
    holds: ([x, y]) => x >= axes.x[0] && x <= axes.x[1] && y >= axes.y[0] && y <= axes.y[1],
  };
}

// A picture keeps its proportions, so a pointer's place follows from the picture's box on the screen.
export function pointerPlace(svg, event) {
  const { left, top, width, height } = svg.getBoundingClientRect();
  const [, , across, down] = svg.getAttribute("viewBox").split(" ").map(Number);
  return [((event.clientX - left) / width) * across, ((event.clientY - top) / height) * down];
}
