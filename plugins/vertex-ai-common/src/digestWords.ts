/** 256 short words that sound unlike each other, one for each value of a byte. Never change them: people compare what they have heard. */
const words = `
  acid acorn actor album alert amber anchor angle apple apron arena arrow
  atlas attic autumn bacon badge bagel baker balcony bamboo banjo barrel basket
  beach beaver bench bishop bison bonus border bottle brick bridge bronze bucket
  buffalo button cabin cactus camel candle canyon carbon carpet castle cedar cello
  chalk cherry chess chimney cider circle citrus clock cloud clover cobalt cobra
  coffee copper coral cotton cradle crater crayon cricket crown crystal curtain daisy
  dancer decade delta denim desert diamond dinner doctor dolphin domino donkey dragon
  drum eagle earth echo eclipse elbow elephant engine fabric falcon farmer feather
  fence fiddle figure finger flame flute forest fossil fountain fresco galaxy garden
  garlic gazelle giant ginger glacier glove goblin granite grape guitar hammer harbor
  harvest hazel helmet hermit hockey honey horizon hotel hunter iceberg igloo indigo
  insect island ivory jacket jaguar jasmine jelly jewel jungle kayak kennel kettle
  kitten koala ladder lagoon lantern lemon lentil leopard library lilac linen lizard
  lobster lotus magnet mango maple marble meadow melon meteor mirror monkey mosaic
  motor mountain museum mustard napkin nectar needle nickel noodle nutmeg oasis ocean
  olive onion opera orange orbit orchid otter oven oyster paddle palace panda
  paper parrot pearl pebble pencil pepper phoenix piano pigeon pillow pirate planet
  plum pocket poem pony potato prism pumpkin puzzle quartz quill rabbit radar
  radish raven ribbon river robot rocket saddle saffron salmon sapphire scarf shadow
  silver spider squid statue sugar sunset tango temple thunder tiger timber tomato
  topaz trumpet tulip tunnel turtle velvet violin volcano wagon walnut willow window
  winter wizard yellow zebra
`
  .trim()
  .split(/\s+/);

/**
 * 72 bits: 9 words of 8. To make another intent with the words of a given one takes about 2^72 tries; who can choose both needs about
 * 2^36, so where that is to be feared the whole digest is compared.
 */
const COMPARED_BYTES = 9;

/**
 * The first 72 bits of a digest as nine words, for two people to compare by voice.
 *
 * @param digest - in hex, 9 bytes at least
 */
export function digestWords(digest: string): string[] {
  const bytes = digest.slice(0, 2 * COMPARED_BYTES).match(/[0-9a-f]{2}/g) ?? [];
  if (bytes.length !== COMPARED_BYTES) {
    throw new TypeError('a digest is at least 18 hex digits in lower case');
  }
  return bytes.map(byte => words[parseInt(byte, 16)]);
}
