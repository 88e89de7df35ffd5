/** Puts a menu below its button or, without room there, above it: always whole within the panel. */
export function placeMenu(menu: HTMLElement, button: HTMLElement): void {
  const { top, bottom, left, right } = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const x = left + width <= clientWidth ? left : right - width;
  const y = bottom + height <= clientHeight ? bottom : top - height;
  menu.style.left = `${within(x, clientWidth - width)}px`;
  menu.style.top = `${within(y, clientHeight - height)}px`;
}

function within(place: number, last: number): number {
  return Math.max(0, Math.min(place, last));
}
