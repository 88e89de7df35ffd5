import { Component, type ComponentType, type VNode } from 'preact';

/**
 * A view that is drawn again only when one of its props is another value. Elements that `useMemo`
 * remembers would do so too, but each holds on to what stood around it when it was first drawn: in
 * a list of which parts come and go, all that ever stood there.
 */
export function memo<Props extends object>(
  View: (props: Props) => VNode | null,
): ComponentType<Props> {
  return class extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      return !isSame(this.props, next);
    }

    override render(): VNode {
      return <View {...this.props} />;
    }
  };
}

function isSame(one: object, other: object): boolean {
  const entries = Object.entries(one);
  return (
    entries.length === Object.keys(other).length &&
    entries.every(([name, value]) => Object.is(value, Reflect.get(other, name)))
  );
}
