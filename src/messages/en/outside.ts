/** What is seen from the internet: doctor --outside, the picture of the path. */
export const outside = {
  picture: 'The path',
};
