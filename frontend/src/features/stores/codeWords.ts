/** A code as a heading: `IMAGE_PULL_FAILED` is "Image pull failed". */
export function codeWords(code: string): string {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
