/** Never called in the Worker, which knows no document: its text is what browsers get. */
export function runPage(): void;
