/** Asked of the article that ships, with its answer: what is said, and the words that bear it out. */
export const QUESTION = 'چه درصدی از خاک سوریه در کنترل دولت است؟';
export const SENTENCE = 'دولت سوریه ۹۰ درصد خاک این کشور را در کنترل دارد.';
export const MARK = 'دولت سوریه کنترل 90 درصد خاک این کشور را در اختیار دارد';
