package io.github.ecstaskretry.testkit.simulation;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.function.retry.Attempts;
import io.github.ecstaskretry.function.retry.Notices;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** Mistakes in the protocol, made on purpose to show that the simulation notices them. */
enum BrokenVariant implements Variant {
    /** The last writer of an attempt wins. */
    NO_CONDITION_ON_THE_WRITE("was changed in what it says happened") {
        @Override
        public Clients clients(Clients clients, Invocation invocation) {
            return clients.with(new Unconditional(clients.dynamoDb()));
        }
    },
    /** A repeated event acts on a new decision instead of the recorded one. */
    A_NEW_DECISION_ON_REDELIVERY("was announced with another outcome|without a recorded decision") {
        @Override
        public Ports ports(Ports ports) {
            return new Ports(
                    new DelegatingAttempts(ports.attempts()) {
                        @Override
                        public Optional<RecordedAttempt> record(RecordedAttempt attempt, JobHistory before) {
                            super.record(attempt, before);
                            return Optional.empty();
                        }
                    },
                    ports.notices());
        }
    },
    /** Each invocation gives the execution a name of its own. */
    A_RANDOM_EXECUTION_NAME("was asked for 2 times") {
        @Override
        public Clients clients(Clients clients, Invocation invocation) {
            String suffix = invocation.toString().replaceAll("\\D", "-");
            return withLaunches(
                    clients,
                    start -> start.toBuilder().name(start.name() + suffix).build());
        }
    },
    /** The end of a job is announced before it is recorded. */
    ANNOUNCED_BEFORE_RECORDED("was announced before it was recorded") {
        @Override
        public Ports ports(Ports ports) {
            return new Ports(
                    new DelegatingAttempts(ports.attempts()) {
                        @Override
                        public Optional<RecordedAttempt> record(RecordedAttempt attempt, JobHistory before) {
                            if (attempt.decision() instanceof RecordedDecision.End terminal && terminal.noticeDue()) {
                                ports.notices().announce(attempt, before);
                            }
                            return super.record(attempt, before);
                        }
                    },
                    (last, before) -> true);
        }
    },
    /** A notice is marked as sent before it is sent. */
    MARKED_BEFORE_PUBLISHED("was announced 0 times") {
        @Override
        public Ports ports(Ports ports) {
            Notices marking = (last, before) -> {
                ports.attempts().markAnnounced(last.id());
                return ports.notices().announce(last, before);
            };
            return new Ports(ports.attempts(), marking);
        }
    },
    /** An invocation sends every notice that is not marked, although another may be about to send it. */
    NOTICES_NOT_TAKEN_ON("though no crash fell between publish and mark") {
        @Override
        public Ports ports(Ports ports) {
            return new Ports(
                    new DelegatingAttempts(ports.attempts()) {
                        @Override
                        public boolean takeNotice(AttemptId attempt) {
                            return true;
                        }
                    },
                    ports.notices());
        }
    },
    /** Nobody reconciles. */
    NO_RECONCILE("has not ended") {
        @Override
        public boolean reconciles() {
            return false;
        }
    },
    /** A retry that is launched at once has another client token than the planned one. */
    ANOTHER_TOKEN_FOR_RETRY_NOW("is launched with|has 2 tasks") {
        @Override
        public Clients clients(Clients clients, Invocation invocation) {
            return withLaunches(
                    clients,
                    start -> start.name().endsWith("-now")
                            ? start.toBuilder()
                                    .input(start.input().replaceFirst("(\"ClientToken\":\"[^\"]*)", "$1-now"))
                                    .build()
                            : start);
        }
    },
    /** Run-job waits without having stored its token. */
    TOKEN_NOT_STORED("caller is answered at null") {
        @Override
        public boolean storesTokens() {
            return false;
        }
    },
    /** Every end but a success is told as a failure. */
    TOLD_AS_A_FAILURE("caller is told FAILED, not \\[") {
        @Override
        public Clients clients(Clients clients, Invocation invocation) {
            return withStepFunctions(clients, new DelegatingStepFunctionsClient(clients.stepFunctions()) {
                @Override
                public SendTaskFailureResponse sendTaskFailure(SendTaskFailureRequest request) {
                    return super.sendTaskFailure(
                            request.toBuilder().error("FAILED").build());
                }
            });
        }
    },
    /** RunTask is called without a client token. */
    NO_CLIENT_TOKEN("has [23] tasks") {
        @Override
        public Clients clients(Clients clients, Invocation invocation) {
            return withLaunches(
                    clients,
                    start -> start.toBuilder()
                            .input(start.input().replaceFirst("\"ClientToken\":\"[^\"]*\",", ""))
                            .build());
        }
    };

    private final String symptom;

    BrokenVariant(String symptom) {
        this.symptom = symptom;
    }

    /** Whether the mistake explains the violation. */
    boolean explains(String violation) {
        return Pattern.compile(symptom).matcher(violation).find();
    }

    private static Clients withLaunches(Clients clients, UnaryOperator<StartExecutionRequest> change) {
        return withStepFunctions(clients, new DelegatingStepFunctionsClient(clients.stepFunctions()) {
            @Override
            public StartExecutionResponse startExecution(StartExecutionRequest request) {
                return super.startExecution(change.apply(request));
            }
        });
    }

    private static Clients withStepFunctions(Clients clients, SfnClient stepFunctions) {
        return clients.with(stepFunctions);
    }

    private static final class Unconditional extends DelegatingTableClient {

        Unconditional(DynamoDbClient client) {
            super(client);
        }

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            return super.putItem(request.toBuilder().conditionExpression(null).build());
        }

        @Override
        public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
            return super.transactWriteItems(request.toBuilder()
                    .transactItems(request.transactItems().stream()
                            .map(Unconditional::withoutCondition)
                            .toList())
                    .build());
        }

        private static TransactWriteItem withoutCondition(TransactWriteItem part) {
            return part.put() == null
                    ? part
                    : TransactWriteItem.builder()
                            .put(part.put().toBuilder()
                                    .conditionExpression(null)
                                    .build())
                            .build();
        }
    }

    private static class DelegatingAttempts implements Attempts {

        private final Attempts attempts;

        DelegatingAttempts(Attempts attempts) {
            this.attempts = attempts;
        }

        @Override
        public JobHistory history(String jobId) {
            return attempts.history(jobId);
        }

        @Override
        public Optional<RecordedAttempt> record(RecordedAttempt attempt, JobHistory before) {
            return attempts.record(attempt, before);
        }

        @Override
        public Optional<RecordedAttempt> supersede(RecordedAttempt attempt, RecordedAttempt lost, JobHistory before) {
            return attempts.supersede(attempt, lost, before);
        }

        @Override
        public void setAside(AttemptId retry) {
            attempts.setAside(retry);
        }

        @Override
        public boolean takeNotice(AttemptId attempt) {
            return attempts.takeNotice(attempt);
        }

        @Override
        public void giveBackNotice(AttemptId attempt) {
            attempts.giveBackNotice(attempt);
        }

        @Override
        public void markAnnounced(AttemptId attempt) {
            attempts.markAnnounced(attempt);
        }
    }
}
