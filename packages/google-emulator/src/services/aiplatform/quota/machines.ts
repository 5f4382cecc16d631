import { ApiError } from '../../../core/ApiError';
import { JsonObject } from '../../../core/json';
import { vertexTexts } from '../../../texts';

export interface Machine {
  cpus: number;
  /** Accelerators that may be attached, with the counts that fit. */
  accelerators?: Record<string, number[]>;
  /** The accelerator is part of the machine and must be named. */
  acceleratorRequired?: boolean;
}

/**
 * Machine types of online prediction with their CPUs and accelerators
 * (cloud.google.com/vertex-ai/docs/predictions/configure-compute). Kept short: the families people deploy to.
 */
export const MACHINES: Record<string, Machine> = {
  ...family('e2-standard', [2, 4, 8, 16, 32]),
  ...family('e2-highmem', [2, 4, 8, 16]),
  ...family('e2-highcpu', [2, 4, 8, 16, 32]),
  ...family('n1-standard', [2, 4, 8, 16, 32], n1Accelerators),
  ...family('n1-highmem', [2, 4, 8, 16, 32], n1Accelerators),
  ...family('n1-highcpu', [4, 8, 16, 32], n1Accelerators),
  ...family('n2-standard', [2, 4, 8, 16, 32, 48, 64, 80]),
  ...family('n2-highmem', [2, 4, 8, 16, 32, 48, 64, 80]),
  ...family('c2-standard', [4, 8, 16, 30, 60]),
  ...family('c3-highcpu', [4, 8, 22, 44, 88, 176]),
  ...withAccelerator('NVIDIA_L4', {
    'g2-standard-4': [4, 1],
    'g2-standard-8': [8, 1],
    'g2-standard-12': [12, 1],
    'g2-standard-16': [16, 1],
    'g2-standard-24': [24, 2],
    'g2-standard-32': [32, 1],
    'g2-standard-48': [48, 4],
    'g2-standard-96': [96, 8],
  }),
  ...withAccelerator('NVIDIA_TESLA_A100', {
    'a2-highgpu-1g': [12, 1],
    'a2-highgpu-2g': [24, 2],
    'a2-highgpu-4g': [48, 4],
    'a2-highgpu-8g': [96, 8],
    'a2-megagpu-16g': [96, 16],
  }),
  ...withAccelerator('NVIDIA_A100_80GB', {
    'a2-ultragpu-1g': [12, 1],
    'a2-ultragpu-2g': [24, 2],
    'a2-ultragpu-4g': [48, 4],
    'a2-ultragpu-8g': [96, 8],
  }),
  ...withAccelerator('NVIDIA_H100_80GB', { 'a3-highgpu-8g': [208, 8] }),
};

function n1Accelerators(cpus: number): Record<string, number[]> {
  const counts = [1, 2, 4];
  return {
    NVIDIA_TESLA_T4: counts,
    NVIDIA_TESLA_P4: counts,
    NVIDIA_TESLA_P100: cpus <= 16 ? counts : [2, 4],
    NVIDIA_TESLA_V100: cpus <= 8 ? [1, 2, 4, 8] : [2, 4, 8],
  };
}

function family(
  name: string,
  sizes: number[],
  accelerators?: (cpus: number) => Record<string, number[]>,
): Record<string, Machine> {
  return Object.fromEntries(
    sizes.map(cpus => [
      `${name}-${cpus}`,
      { cpus, accelerators: accelerators?.(cpus) },
    ]),
  );
}

function withAccelerator(
  accelerator: string,
  machines: Record<string, [cpus: number, count: number]>,
): Record<string, Machine> {
  return Object.fromEntries(
    Object.entries(machines).map(([name, [cpus, count]]) => [
      name,
      {
        cpus,
        accelerators: { [accelerator]: [count] },
        acceleratorRequired: true,
      },
    ]),
  );
}

/** The machine spec with its default type, or INVALID_ARGUMENT when type and accelerator do not fit. */
export function checkMachineSpec(spec: JsonObject): JsonObject {
  const machineType = String(spec.machineType ?? 'n1-standard-2');
  const machine = Object.hasOwn(MACHINES, machineType)
    ? MACHINES[machineType]
    : undefined;
  if (!machine) throw refused(vertexTexts.unknownMachine(machineType));
  const accelerator = spec.acceleratorType as string | undefined;
  const count = Number(spec.acceleratorCount ?? 0);
  if (Boolean(accelerator) !== count > 0) {
    throw refused(vertexTexts.acceleratorIncomplete);
  }
  if (accelerator) {
    const counts = machine.accelerators?.[accelerator];
    if (!counts) {
      throw refused(vertexTexts.accelerator(accelerator, machineType));
    }
    if (!counts.includes(count)) {
      throw refused(
        vertexTexts.acceleratorCount(
          `${count} x ${accelerator}`,
          machineType,
          counts,
        ),
      );
    }
  } else if (machine.acceleratorRequired) {
    throw refused(
      vertexTexts.acceleratorNeeded(
        machineType,
        Object.keys(machine.accelerators ?? {})[0],
      ),
    );
  }
  return { ...spec, machineType };
}

function refused(message: string): ApiError {
  return new ApiError('INVALID_ARGUMENT', message);
}
