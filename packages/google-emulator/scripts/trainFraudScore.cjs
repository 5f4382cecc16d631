// Trains the two versions of the seeded TensorFlow model "fraud-score" and writes them to
// src/prediction/artefacts/. Data, initial weights and order are fixed by seeds: the same script gives the same files.
//   node scripts/trainFraudScore.cjs && yarn prettier --write src/prediction/artefacts
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-backend-cpu');
const layers = require('@tensorflow/tfjs-layers');

const FEATURES = [
  'amount_eur',
  'hour_of_day',
  'country_risk',
  'merchant_risk',
  'payments_last_hour',
  'card_age_days',
];

const VERSIONS = [
  { name: 'fraud-score-v1', units: 6, payments: 3000, epochs: 25, seed: 11 },
  { name: 'fraud-score-v2', units: 16, payments: 9000, epochs: 40, seed: 23 },
];

/** mulberry32: a small generator of uniform numbers that is the same on every machine. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A made-up payment and whether it was fraud. Fraud grows with risk, night, haste and large amounts on new cards. */
function payment(random) {
  const amount = Math.exp(1 + 5.5 * random());
  const hour = Math.floor(24 * random());
  const country = random() ** 2;
  const merchant = random() ** 2;
  const lastHour = Math.floor(-3 * Math.log(1 - random()));
  const cardAge = Math.floor(2500 * random());
  const night = hour < 6 ? 1 : 0;
  const newCard = Math.exp(-cardAge / 200);
  const logit =
    -5.2 +
    3.1 * country +
    2.4 * merchant +
    0.9 * night +
    0.35 * lastHour +
    0.55 * Math.log(amount) * newCard +
    1.8 * country * merchant;
  const fraud = random() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
  return {
    x: [amount, hour, country, merchant, lastHour, cardAge],
    y: [fraud],
  };
}

function columnStatistics(rows) {
  return FEATURES.map((_, column) => {
    const values = rows.map(row => row[column]);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const variance =
      values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
    return { mean, deviation: Math.sqrt(variance) };
  });
}

function build({ units, seed }) {
  const initializer = offset =>
    layers.initializers.glorotUniform({ seed: seed + offset });
  return layers.sequential({
    layers: [
      layers.layers.dense({
        units,
        activation: 'relu',
        inputShape: [FEATURES.length],
        kernelInitializer: initializer(1),
        name: 'payment',
      }),
      layers.layers.dense({
        units: 1,
        activation: 'sigmoid',
        kernelInitializer: initializer(2),
        name: 'score',
      }),
    ],
  });
}

/** Moves the normalisation of the inputs into the first layer, so that the model takes payments as they are. */
function foldNormalisation(model, statistics) {
  const [kernel, bias] = model.layers[0].getWeights().map(w => w.arraySync());
  const folded = kernel.map((row, i) =>
    row.map(w => w / statistics[i].deviation),
  );
  const shifted = bias.map((b, unit) =>
    folded.reduce((sum, row, i) => sum - row[unit] * statistics[i].mean, b),
  );
  model.layers[0].setWeights([tf.tensor2d(folded), tf.tensor1d(shifted)]);
}

/** Area under the ROC curve: the chance that a fraud scores higher than an honest payment. */
function areaUnderCurve(scores, labels) {
  const frauds = scores.filter((_, i) => labels[i] === 1);
  const honest = scores.filter((_, i) => labels[i] === 0);
  let wins = 0;
  for (const fraud of frauds) {
    wins += honest.filter(score => score < fraud).length;
    wins += honest.filter(score => score === fraud).length / 2;
  }
  return wins / (frauds.length * honest.length);
}

async function train(version) {
  const random = randomFrom(version.seed);
  const data = Array.from({ length: version.payments }, () => payment(random));
  const statistics = columnStatistics(data.map(row => row.x));
  const normalised = data.map(({ x }) =>
    x.map((value, i) => (value - statistics[i].mean) / statistics[i].deviation),
  );
  const model = build(version);
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'binaryCrossentropy' });
  await model.fit(
    tf.tensor2d(normalised),
    tf.tensor2d(data.map(row => row.y)),
    {
      epochs: version.epochs,
      batchSize: 64,
      shuffle: false,
      verbose: 0,
    },
  );
  foldNormalisation(model, statistics);
  const unseen = randomFrom(999);
  const test = Array.from({ length: 2000 }, () => payment(unseen));
  const scores = model
    .predict(tf.tensor2d(test.map(row => row.x)))
    .arraySync()
    .flat();
  const auc = areaUnderCurve(
    scores,
    test.map(row => row.y[0]),
  );
  return {
    model,
    auc,
    fraudShare: test.filter(row => row.y[0]).length / test.length,
  };
}

async function main() {
  await tf.setBackend('cpu');
  const folder = join(__dirname, '../src/prediction/artefacts');
  mkdirSync(folder, { recursive: true });
  for (const version of VERSIONS) {
    const { model, auc, fraudShare } = await train(version);
    await model.save(
      tf.io.withSaveHandler(async artifacts => {
        const artefact = {
          description: `fraud-score, trained by scripts/trainFraudScore.cjs on ${version.payments} generated payments`,
          features: FEATURES,
          inputName: 'payment',
          areaUnderCurve: Number(auc.toFixed(4)),
          modelTopology: artifacts.modelTopology,
          weightSpecs: artifacts.weightSpecs,
          weightData: Buffer.from(artifacts.weightData).toString('base64'),
        };
        const file = join(folder, `${version.name}.json`);
        writeFileSync(file, `${JSON.stringify(artefact, null, 2)}\n`);
        return {
          modelArtifactsInfo: {
            dateSaved: new Date(0),
            modelTopologyType: 'JSON',
          },
        };
      }),
    );
    process.stdout.write(
      `${version.name}: area under curve ${auc.toFixed(
        4,
      )} on unseen payments (${(100 * fraudShare).toFixed(1)} % fraud)\n`,
    );
  }
}

main();
