package dev.signet.envelope;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The writer the application prints to; one of the two doors of an {@link Answer}. Like the writers of containers it is
 * not synchronized: the monitor of a {@link PrintWriter} would be held while bytes go to the socket.
 */
final class AnswerWriter extends Utf8Writer {

    private boolean failed;
    private boolean over; // and takes no more: behind the end each character would cost an exception of the container's

    AnswerWriter(Answer answer) {
        super(answer);
    }

    @Override
    public void write(String text, int offset, int count) {
        try {
            if (!over && (!answer.isPrinting() || !answer.print(text, offset, count))) {
                encode(text, offset, count);
            }
        } catch (IOException e) {
            failInWrite();
        }
    }

    @Override
    public void write(char[] chars, int offset, int count) {
        try {
            if (!over && (!answer.isPrinting() || !answer.print(new String(chars, offset, count), 0, count))) {
                encode(chars, offset, count);
            }
        } catch (IOException e) {
            failInWrite();
        }
    }

    private void failInWrite() {
        failed = true;
        over = answer.wire().ways().keepsWritersFailed() || answer.isEnding();
    }

    @Override
    public void write(int c) {
        write(new char[] {(char) c}, 0, 1);
    }

    @Override
    public void write(String text) {
        write(text, 0, text.length());
    }

    @Override
    public void write(char[] chars) {
        write(chars, 0, chars.length);
    }

    @Override
    public void flush() {
        try {
            if (!over) {
                answer.flush();
            }
        } catch (IOException e) {
            failed = true;
        }
    }

    @Override
    public void close() {
        try {
            settle();
            answer.close();
        } catch (IOException e) {
            failed = true;
        }
    }

    @Override
    public boolean checkError() {
        flush();
        return failed || answer.wire().ways().tellsErrorBehindClose() && answer.ask(() -> answer.state().shut);
    }

    @Override
    protected void setError() {
        failed = true;
    }

    @Override
    protected void clearError() {
        failed = false;
    }

    @Override
    public void println() {
        write(answer.wire().ways().lineEnd());
    }

    @Override
    public void println(boolean value) {
        line(String.valueOf(value));
    }

    @Override
    public void println(char value) {
        line(String.valueOf(value));
    }

    @Override
    public void println(int value) {
        line(String.valueOf(value));
    }

    @Override
    public void println(long value) {
        line(String.valueOf(value));
    }

    @Override
    public void println(float value) {
        line(String.valueOf(value));
    }

    @Override
    public void println(double value) {
        line(String.valueOf(value));
    }

    @Override
    public void println(char[] value) {
        write(value);
        println();
    }

    @Override
    public void println(@Nullable String value) {
        line(String.valueOf(value));
    }

    @Override
    public void println(@Nullable Object value) {
        line(String.valueOf(value));
    }

    private void line(String text) {
        write(text);
        println();
    }

    @Override
    @SuppressWarnings("AnnotateFormatMethod")
    public PrintWriter format(String format, @Nullable Object... values) {
        write(String.format(format, values));
        return this;
    }

    @Override
    @SuppressWarnings("AnnotateFormatMethod") // it overrides one that is
    public PrintWriter format(Locale locale, String format, @Nullable Object... values) {
        write(String.format(locale, format, values));
        return this;
    }
}
