package org.openemr.aws.settings.installation;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A task size that Fargate offers, see <a
 * href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size">task
 * sizes</a>.
 *
 * @param cpu CPU units, 1024 to the vCPU
 * @param memory memory in MiB
 */
public record FargateSize(long cpu, long memory) {

    /** Enough for the installer, and for making certificates. */
    public static final FargateSize STANDARD = new FargateSize(1024, 2048);

    /** The CPU units that can be chosen, ascending. */
    static final List<Long> CPU_UNITS = List.of(256L, 512L, 1024L, 2048L, 4096L, 8192L, 16384L);

    private static final long GIB = 1024;

    /** Whether Fargate offers this pair. */
    boolean isOffered() {
        return memoryOffered(cpu).contains(memory);
    }

    /** The memory sizes for the CPU units of this pair, in words. */
    String memoryOfferedInWords() {
        return memoryOffered(cpu).stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static List<Long> memoryOffered(long cpu) {
        return switch ((int) cpu) {
            case 256 -> List.of(GIB / 2, GIB, 2 * GIB);
            case 512 -> gibibytes(1, 4, 1);
            case 1024 -> gibibytes(2, 8, 1);
            case 2048 -> gibibytes(4, 16, 1);
            case 4096 -> gibibytes(8, 30, 1);
            case 8192 -> gibibytes(16, 60, 4);
            case 16384 -> gibibytes(32, 120, 8);
            default -> List.of();
        };
    }

    private static List<Long> gibibytes(long from, long to, long step) {
        return LongStream.iterate(from, size -> size <= to, size -> size + step)
                .mapToObj(size -> size * GIB)
                .toList();
    }
}
