package io.github.ecstaskretry.function.operate;

import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.Reruns;
import io.github.ecstaskretry.core.task.AttemptId;

/** Port: what operators order for recorded retries. Each order is one conditional write, so that of two the first one holds. */
public interface RetryOrders {

    /**
     * Notes a cancel on a retry whose next attempt has not been recorded, unless it is cancelled already. From then on nobody starts
     * its execution.
     *
     * @return whether this call has noted it
     */
    boolean cancel(AttemptId retry, Order order);

    /**
     * Makes a retry due now, by an execution of another name, and ends its hold. Nothing happens if its next attempt has been
     * recorded, if it is cancelled, or if it is due by such an execution already.
     *
     * @return whether this call has done it
     */
    boolean hurry(AttemptId retry, Order order);

    /**
     * Notes on an end that another job runs it again.
     *
     * @param before the reruns as they were read
     * @return false if somebody else has noted one in the meantime
     */
    boolean rerun(AttemptId end, Reruns before, String newJobId, Order order);
}
