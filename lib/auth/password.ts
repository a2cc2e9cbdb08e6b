/** Length is what makes a password strong; no other rule is asked for. */
export const PASSWORD_LENGTH_MIN = 12;
