/** Binds a sealed webhook secret to its subscription, so that it opens for no other row. */
export function secretContext(subscriptionId: number): string {
  return `subscription:${subscriptionId}`;
}
