/** One page of a list by key, whether there is more, and how many there are in all. */
export type Page<Row> = { items: Row[]; more: boolean; total: number };
