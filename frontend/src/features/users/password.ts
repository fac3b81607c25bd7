// Without the letters and digits that look alike when somebody types them from a note.
const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 20;

/** A password that nobody guesses: about 115 bits. */
export function randomPassword(): string {
  let password = '';
  while (password.length < LENGTH) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    // Bytes beyond the last whole round of letters would make the first ones likelier.
    if (byte < 256 - (256 % LETTERS.length)) {
      password += LETTERS.charAt(byte % LETTERS.length);
    }
  }
  return password;
}
