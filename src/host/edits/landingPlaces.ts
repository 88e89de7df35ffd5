/** Which documents a change set is landing in. */
export interface LandingPlaces {
  during<T>(uris: readonly string[], work: () => Promise<T>): Promise<T>;
  has(uri: string): boolean;
}

export function createLandingPlaces(): LandingPlaces {
  const places = new Set<string>();
  return {
    during: async (uris, work) => {
      // Change sets land one after the other, so no place is in two of them.
      for (const uri of uris) places.add(uri);
      try {
        return await work();
      } finally {
        for (const uri of uris) places.delete(uri);
      }
    },
    has: uri => places.has(uri),
  };
}
