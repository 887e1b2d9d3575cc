const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^(0\d{2,3}-?)?[2-9]\d{6,7}(-\d{1,6})?$/;

/** A mainland mobile number, or a landline with or without area code and extension. */
export const isPhone = (text: string): boolean => MOBILE.test(text) || LANDLINE.test(text);
