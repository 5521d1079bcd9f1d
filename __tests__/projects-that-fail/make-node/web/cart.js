export const total = (items, discount = 0) =>
  items.reduce((sum, { price }) => sum + price * (1 - discount), 0) * (1 - discount)
