package io.github.ecstaskretry.testkit.simulation;

import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** DynamoDB as one invocation reaches it. */
final class TableClient implements DynamoDbClient {

    private final Calls calls;
    private final Table table;

    TableClient(Calls calls, Table table) {
        this.calls = calls;
        this.table = table;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return call("PutItem", () -> table.put(request, calls.invocation()));
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return call("UpdateItem", () -> table.update(request, calls.invocation()));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return call("GetItem", () -> table.get(request));
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return call("BatchGetItem", () -> table.get(request));
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return call("Query", () -> table.query(request));
    }

    /** The SDK sends a token with each call, so that its own repetition has no second effect. */
    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        Once<TransactWriteItemsResponse> once = new Once<>(() -> {
            if (calls.strikes(Fault.CONFLICT, "TransactWriteItems")) {
                throw TransactionCanceledException.builder()
                        .cancellationReasons(
                                CancellationReason.builder()
                                        .code("TransactionConflict")
                                        .build(),
                                CancellationReason.builder().code("None").build())
                        .message("Transaction cancelled")
                        .build();
            }
            return new Transaction(table, calls.invocation()).write(request);
        });
        return call("TransactWriteItems", once);
    }

    private <T> T call(String name, Supplier<T> effect) {
        return calls.call(Service.DYNAMODB, name, DynamoDbException::builder, effect);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    /** Does something only the first time. */
    private static final class Once<T> implements Supplier<T> {

        private final Supplier<T> effect;
        private T answer;

        Once(Supplier<T> effect) {
            this.effect = effect;
        }

        @Override
        public T get() {
            if (answer == null) {
                answer = effect.get();
            }
            return answer;
        }
    }
}
