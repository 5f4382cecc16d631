import { DatabaseConnection } from '../database/DatabaseConnection';
import type { ProcessNews, ProcessOrders } from './BackendProcess';
import { LogCapture } from './LogCapture';
import { Organisation } from './Organisation';
import { RunningBackend } from './RunningBackend';

// Forked by BackendProcess: gets its orders, starts, and runs until it is ended.
const tell = (news: ProcessNews) => process.send?.(news);

async function run(orders: ProcessOrders): Promise<void> {
  const { default: plugin } = require(orders.program);
  const backend = await RunningBackend.start({
    features: [plugin],
    config: orders.config,
    database: {
      connect: async pluginId =>
        new DatabaseConnection(orders.databases[pluginId]),
    },
    clock: { now: () => new Date(Date.now() + orders.aheadMs) },
    org: new Organisation(),
    permissions: 'allowAll',
    link: { cut: async () => {} },
    logs: new LogCapture(line => tell({ line })),
  });
  process.once('SIGTERM', () => {
    backend.stop().finally(() => process.exit(0));
  });
  tell({ up: true });
}

process.once('message', (orders: ProcessOrders) => {
  run(orders).catch(error => tell({ failure: String(error?.stack ?? error) }));
});
