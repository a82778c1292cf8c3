package io.github.ecstaskretry.cli.aws.table;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * The content of pages, one after the other. Reads a page only after the content of the one before has been used.
 *
 * @param <P> a page
 * @param <T> the content of pages
 */
final class Pages<P, T> implements Iterator<T> {

    private final Iterator<P> pages;
    private final Function<P, Iterator<T>> content;
    private Iterator<T> page = Collections.emptyIterator();

    Pages(Iterator<P> pages, Function<P, Iterator<T>> content) {
        this.pages = pages;
        this.content = content;
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && pages.hasNext()) {
            page = content.apply(pages.next());
        }
        return page.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }
}
