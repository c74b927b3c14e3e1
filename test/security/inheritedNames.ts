/** What every object of JavaScript has, whatever was put into it. */
export const inherited = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"];

/** A word like them that nothing has. */
export const unheard = "unheardOf";
