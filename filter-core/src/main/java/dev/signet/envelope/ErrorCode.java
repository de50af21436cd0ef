package dev.signet.envelope;

/**
 * The codes of the open-platform contract with their messages; like {@code 10002 -> "Token已过期"}.
 *
 * <p>Source: the error table of the interface document. Immutable and thread-safe.
 */
public enum ErrorCode {
    /** The call succeeded. */
    SUCCESS(1, 200, "成功", "Success"),
    /** The server, a key source or a check is unavailable for the moment; the caller may try again. */
    SYSTEM_BUSY(-1, 503, "系统繁忙", "System busy"),
    /** A failure that no other code names. */
    UNKNOWN_ERROR(-20, 400, "未知错误", "Unknown error"),
    /** The application failed. */
    SERVER_ERROR(-30, 500, "服务器异常", "Server error"),
    /** There is no such resource, or not with this method. */
    NOT_FOUND(404, 404, "无此资源", "No such resource"),
    /** There is no genuine token in the request. */
    INVALID_TOKEN(10003, 401, "Token不合法", "Invalid token"),
    /** The token is genuine and its time has passed. */
    TOKEN_EXPIRED(10002, 401, "Token已过期", "Token expired"),
    /** The token does not allow this call. */
    NOT_AUTHORISED(16000, 403, "API功能未授权", "API not authorised"),
    /** The user or client does not exist; also the answer to a wrong client secret. */
    NO_SUCH_USER(15000, 401, "用户不存在", "No such user"),
    /** The request cannot be read. */
    MODEL_BINDING_FAILED(12004, 400, "模型绑定失败", "Model binding failed");

    private final int code;
    private final int status;
    private final String chinese;
    private final String english;

    ErrorCode(int code, int status, String chinese, String english) {
        this.code = code;
        this.status = status;
        this.chinese = chinese;
        this.english = english;
    }

    /**
     * The number on the wire.
     *
     * @return the value of the envelope's {@code code} member
     */
    public int code() {
        return code;
    }

    /**
     * The HTTP status this code has where {@code envelope.http-status} is {@code real}.
     *
     * @return a status from 200 to 503
     */
    public int status() {
        return status;
    }

    /**
     * The message in Chinese, the default.
     *
     * @return the text of the interface document
     */
    public String chinese() {
        return chinese;
    }

    /**
     * The message in English.
     *
     * @return the text of the {@code en} column
     */
    public String english() {
        return english;
    }

    /**
     * The code of an HTTP status by the table of the contract.
     *
     * @param status an HTTP status
     * @return {@link #SUCCESS} below 400, else the code that names the status
     */
    public static ErrorCode ofStatus(int status) {
        if (status < 400) {
            return SUCCESS;
        }
        return switch (status) {
            case 401 -> INVALID_TOKEN;
            case 403 -> NOT_AUTHORISED;
            case 404, 405, 410 -> NOT_FOUND;
            case 408, 429, 503, 504 -> SYSTEM_BUSY;
            case 400, 406, 411, 413, 414, 415, 416, 422, 431 -> MODEL_BINDING_FAILED;
            default -> status >= 500 ? SERVER_ERROR : UNKNOWN_ERROR;
        };
    }
}
