/** Sorts paths as `rg --sort=path` does: name by name, so that a directory stays together. */
export function sortedByPath<Item>(items: readonly Item[], pathOf: (item: Item) => string): Item[] {
  return items
    .map(item => ({ item, key: pathOf(item).replaceAll('/', '\0') }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}
