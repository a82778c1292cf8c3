package io.github.ecstaskretry.testkit.standin.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the branches of a Parallel side by side. */
final class Branches {

    private Branches() {}

    /** Runs one branch to its end. */
    interface Run {

        JsonNode of(StateMachine branch) throws StateError, ExecutionTimedOut, InterruptedException;
    }

    /** The outputs in the order of the branches. The first failure stops the other branches. */
    static ArrayNode run(List<StateMachine> branches, Run run)
            throws StateError, ExecutionTimedOut, InterruptedException {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            CompletionService<JsonNode> ended = new ExecutorCompletionService<>(threads);
            List<Future<JsonNode>> all = new ArrayList<>();
            branches.forEach(branch -> all.add(ended.submit(() -> run.of(branch))));
            for (int i = 0; i < branches.size(); i++) {
                ended.take().get();
            }
            ArrayNode outputs = JsonNodeFactory.instance.arrayNode();
            all.forEach(branch -> outputs.add(branch.resultNow()));
            return outputs;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case StateError error -> throw error;
                case ExecutionTimedOut over -> throw over;
                default -> throw new IllegalStateException(e.getCause());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
