/**
 * Keys that tests enter where they are looked for afterwards, in files and in what was sent. No
 * other text holds them, and each has characters that its encoded forms write differently.
 */
export const storedKey = 'sweep+stored/5d1f0a7c93~b84e62f1d0==';
export const environmentKey = 'sweep+environ/77aa01c2e9~0c9f5512ab==';
